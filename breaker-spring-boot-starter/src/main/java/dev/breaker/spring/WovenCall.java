package dev.breaker.spring;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * How a weaver's intercepted calls look, as the advice needs to know it. Without state: what
 * belongs to one call is in the invocation. Thread-safe.
 *
 * @param <I> what stands for an intercepted call
 */
public interface WovenCall<I> {

    /**
     * The method whose body is to be run.
     *
     * @param invocation the call
     * @return always the same object for a method, so that its plan is found quickly
     */
    Method method(I invocation);

    /**
     * The object whose method it is.
     *
     * @param invocation the call
     * @return the object; null for a static method
     */
    @Nullable Object target(I invocation);

    /**
     * The arguments.
     *
     * @param invocation the call
     * @return the arguments in their order
     */
    @Nullable Object[] arguments(I invocation);

    /**
     * Runs the body; more than once, and in any thread, if it is asked to.
     *
     * @param invocation the call
     * @return what the body returned
     * @throws Throwable what the body threw
     */
    @Nullable Object proceed(I invocation) throws Throwable;
}
