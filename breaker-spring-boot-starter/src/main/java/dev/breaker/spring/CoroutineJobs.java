package dev.breaker.spring;

import kotlinx.coroutines.Job;

/** Kotlin's work that is under way when it is returned. */
final class CoroutineJobs {

    private CoroutineJobs() {}

    /** Cancels it, if it is that. */
    static void cancel(Object underWay) {
        if (underWay instanceof Job job) {
            job.cancel(null);
        }
    }
}
