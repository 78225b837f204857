/* What it costs to start a program at all: the unit of the benchmark. */
int main(void)
{
    return 0;
}
