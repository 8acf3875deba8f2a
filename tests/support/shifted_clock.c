/* The clock on the wall, off by SHIFTED_CLOCK_S seconds: for a program that is started with this
 * in LD_PRELOAD. The clock that only goes on, by which threads wait for each other, is left alone;
 * who waits for a time on the wall waits as long as with the right one. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static time_t off_s;

__attribute__((constructor)) static void read_environment(void)
{
    const char *told = getenv("SHIFTED_CLOCK_S");
    off_s = told ? (time_t)atoll(told) : 0;
}

int clock_gettime(clockid_t clock, struct timespec *now)
{
    int failed = (int)syscall(SYS_clock_gettime, clock, now);
    if (!failed && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE))
        now->tv_sec += off_s;
    return failed;
}

time_t time(time_t *kept)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME_COARSE, &now);
    if (kept)
        *kept = now.tv_sec;
    return now.tv_sec;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone)
{
    struct timespec exact;
    (void)zone;
    clock_gettime(CLOCK_REALTIME, &exact);
    now->tv_sec = exact.tv_sec;
    now->tv_usec = exact.tv_nsec / 1000;
    return 0;
}

/* No computer has been on since 1990: what lies behind that is a time on the wall. */
static struct timespec unshifted(const struct timespec *until)
{
    struct timespec real = *until;
    if (real.tv_sec > 631152000)
        real.tv_sec -= off_s;
    return real;
}

int sem_timedwait(sem_t *restrict semaphore, const struct timespec *restrict until)
{
    struct timespec real = unshifted(until);
    int (*wait)(sem_t *, const struct timespec *) = dlsym(RTLD_NEXT, "sem_timedwait");
    return wait(semaphore, &real);
}

int pthread_cond_timedwait(pthread_cond_t *restrict condition, pthread_mutex_t *restrict mutex,
                           const struct timespec *restrict until)
{
    struct timespec real = unshifted(until);
    /* The one of this version: an older one has another idea of what a condition is. */
    int (*wait)(pthread_cond_t *, pthread_mutex_t *, const struct timespec *) =
        dlvsym(RTLD_NEXT, "pthread_cond_timedwait", "GLIBC_2.3.2");
    return wait(condition, mutex, &real);
}
