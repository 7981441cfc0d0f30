package dev.breaker.spring.stream;

/** Another answer at the path of an endpoint, for those who ask for its media type. */
@FunctionalInterface
interface Door {

    Answer open(Visit visit);
}
