/* A program that does nothing. The benchmark divides other times by the time of its
 * start. */
int main(void)
{
    return 0;
}
