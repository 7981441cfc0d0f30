package dev.breaker.spring;

import java.io.Serializable;

/**
 * Why one annotation cannot work.
 *
 * @param place the method or class it concerns
 * @param description what is wrong with it, in one line or several
 * @param action what to do about it
 */
public record AnnotationProblem(String place, String description, String action)
        implements Serializable {}
