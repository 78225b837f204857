/* An empty program. Its start is the unit of the benchmark. */
int main(void)
{
    return 0;
}
