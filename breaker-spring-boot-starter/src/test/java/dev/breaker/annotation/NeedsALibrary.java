package dev.breaker.annotation;

import org.springframework.core.Ordered;

/** Breaks a rule of the architecture on purpose: code that is annotated must need no library. */
public interface NeedsALibrary extends Ordered {}
