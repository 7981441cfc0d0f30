package dev.breaker.spring.elsewhere;

import dev.breaker.spring.ArchitectureBiteTests;

/** Half of a cycle, on purpose; the test has the other half. */
public interface KnowsTheAdvice {

    ArchitectureBiteTests test();
}
