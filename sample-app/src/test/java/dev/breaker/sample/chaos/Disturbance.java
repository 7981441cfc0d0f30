package dev.breaker.sample.chaos;

/** Stands for what is in this package and not visible outside. */
public interface Disturbance {}
