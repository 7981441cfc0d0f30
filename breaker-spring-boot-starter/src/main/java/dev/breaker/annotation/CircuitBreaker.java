package dev.breaker.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Puts calls of a Spring bean behind a breaker, and says what to do instead of a call that failed
 * or was rejected.
 *
 * <pre>{@code
 * @Service
 * class InventoryClient {
 *
 *     @CircuitBreaker(name = "inventory", fallbackMethod = "lastKnown")
 *     Stock stock(String sku) { ... }
 *
 *     private Stock lastKnown(String sku, CallNotPermittedException open) { ... }
 *
 *     private Stock lastKnown(String sku, IOException failure) { ... }
 * }
 * }</pre>
 *
 * <h2>Where it may stand</h2>
 *
 * On a method of a class or of an interface; an overriding method inherits it. On a class, where it
 * covers all public methods of the bean, inherited ones included, but never those of {@link Object}
 * nor those that bear the name of its fallback; subclasses inherit it. On an interface, where it
 * covers the methods of that interface, with the same exceptions. On another annotation, which then
 * stands for it and may set its attributes through Spring's {@code @AliasFor}. The annotation of a
 * method beats that of its class, which beats that of an interface.
 *
 * <p>It works on calls that come through the bean's proxy, as {@code @Transactional} does: a call
 * of {@code this.stock(sku)} from within the bean is not guarded. An annotation that cannot work,
 * on a private, static or final method for instance, stops the application's start and says why.
 * Where AspectJ weaves and {@code breaker.mode} is {@code ASPECTJ}, all of these work, and so do
 * objects that are no beans.
 *
 * <h2>What is guarded</h2>
 *
 * The call as a whole: the breaker encloses the transaction, so that a commit that fails is a
 * failure. It is enclosed by {@code @Retryable}, so that each attempt is a call, by
 * {@code @Cacheable}, so that what the cache knows is served while the breaker is open, and by
 * validation, so that wrong arguments are the caller's affair. The fallback comes after retries and
 * cache: it runs when the last attempt has failed, and what it returns is not cached. {@code
 * breaker.order} changes that. What counts as a failure is for the breaker's settings to say.
 *
 * <p>A method that returns a future, a reactive type or is a suspend function of Kotlin is guarded
 * until its answer has come. Of a lazy type each subscription is a call. Such a method throws
 * nothing: a rejection is in what it returns. What cannot be followed to its end is refused at
 * start-up.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface CircuitBreaker {

    /**
     * The name of the breaker, as under {@code breaker.instances}. Methods with the same name share
     * one breaker. May hold <code>${placeholders}</code>, resolved once, at start-up. A name that
     * is not configured gets the default settings.
     *
     * <p>May hold expressions, each between <code>#{</code> and <code>}</code>. Those that do not
     * look at the call, a bean's method for instance, are evaluated once, at start-up. With one
     * that does, as {@link #key} does, there is a breaker per name: <code>partner-#{#partnerId}
     * </code> is bounded like keys are, and the settings, the meters and the spare breaker of all
     * these go by the name {@code partner-*}. Prefer a {@link #key}.
     *
     * @return the name, not blank
     */
    String name();

    /**
     * An expression for what tells calls apart that shall not share a breaker: partner, tenant,
     * shard.
     *
     * <pre>{@code
     * @CircuitBreaker(name = "partner", key = "#partnerId")
     * Quote quote(String partnerId, Order order) { ... }
     * }</pre>
     *
     * All breakers have the settings of {@code name}; that of partner {@code acme} is called {@code
     * partner/acme}. There are {@code max-keys} at most; one that nobody asked for in {@code
     * key-idle-time} and that is CLOSED goes. A call whose key is null, or for whose key there is
     * no room, has the breaker {@code partner} itself.
     *
     * <p>The expression is Spring's: parameters by name ({@code #partnerId}) or place ({@code
     * #p0}), {@code #root.args}, {@code #root.method}, {@code #root.target}, {@code
     * #root.targetClass}, and beans ({@code @tenants.current()}). It is parsed once, at start-up,
     * which stops where it names something that is not there. One that throws in a call lets the
     * call fail with an {@link IllegalStateException}; nothing is called and no fallback runs. What
     * it gives must have a text of its own: no array, and no object without {@code toString}.
     *
     * @return an expression, or nothing for one breaker
     */
    String key() default "";

    /**
     * The name of the method that runs instead of a call that failed or was rejected; {@code
     * fallback-on} can narrow or widen that. It takes the parameters of the guarded method, or none
     * of them, and then, if it likes, the exception:
     *
     * <pre>{@code
     * Stock lastKnown(String sku)
     * Stock lastKnown(String sku, CallNotPermittedException open)
     * Stock lastKnown(IOException failure)
     * Stock lastKnown()
     * }</pre>
     *
     * Parameters may be wider than those of the guarded method, and boxed; what it returns must be
     * assignable to what the guarded method returns, and may be anything where that is void; where
     * that brings one value later, it may be the value itself. Of several methods with that name,
     * the one with the most specific exception type runs, then the one with more parameters; where
     * none takes the exception, it goes to the caller.
     *
     * <p>An exception that only wraps another one ({@code CompletionException}, {@code
     * ExecutionException}, {@code UndeclaredThrowableException}, {@code InvocationTargetException}
     * and their subclasses) stands for the innermost that it wraps, as it does for the breaker:
     * that one decides which method runs, and is what the method gets. First comes a method that
     * takes one of these types itself; it gets the wrapper. Where no method takes the innermost,
     * one that takes the wrapper as what it also is, a {@code RuntimeException} for instance, gets
     * the wrapper.
     *
     * <p>The method may be private, static or final, inherited, or a default method of an
     * interface. It is called on the bean itself, past its proxies, so that an annotation like
     * {@code @Transactional} has no effect on it there; a {@code @CircuitBreaker} on it has:
     * fallbacks can be chained. {@code "otherBean::method"} names a method of another bean, which
     * is called through that bean's proxy. What a fallback throws goes to the caller, with the
     * exception of the guarded call suppressed in it, unless it is its cause. A fallback that does
     * not fit stops the application's start. A returned value that counts as failure ({@code
     * record-result-predicate}) has no fallback: it goes to the caller.
     *
     * @return the name of a method, {@code "bean::method"}, or nothing for no fallback
     */
    String fallbackMethod() default "";

    /**
     * The named base of the breaker's settings, as under {@code breaker.configs}, for a breaker
     * that is not configured under {@code breaker.instances}. May hold <code>${placeholders}</code>
     * .
     *
     * @return the name of a base, or nothing for the default
     */
    String configuration() default "";

    /**
     * The cache in which the last known value is kept, to be served instead of a call that failed
     * or was rejected. What the method returns when a call succeeds is remembered there, for its
     * arguments; nothing or null, too, and never what a fallback returned. When a call fails or is
     * rejected, as {@code fallback-on} has it, and there is no {@link #fallbackMethod()} that takes
     * the exception, the caller gets what was remembered for the same arguments. Where that is
     * nothing, or older than {@link #fallbackCacheMaxAge()}, the exception goes to him as it is.
     *
     * <pre>{@code
     * @CircuitBreaker(name = "inventory", fallbackCache = "stock", fallbackCacheMaxAge = "10m")
     * Stock stock(String sku) { ... }
     * }</pre>
     *
     * Whether an answer is of now or remembered, and how old, callers learn from {@code
     * dev.breaker.spring.LastKnown}.
     *
     * <p>It is the name of a cache of the application's {@code CacheManager}; of the primary one,
     * if there are several, or {@code "manager::cache"}. May hold <code>${placeholders}</code>. A
     * cache that does not exist stops the application's start. Methods may share a cache: the bean
     * and the method are part of the key. The arguments are as well, and should have {@code equals}
     * and {@code hashCode}; values should not be changed by those who get them. How many values are
     * kept, how long, and whether instances of the application share them, is for the cache to say.
     * It is written on the thread that made the call, or on which its result came, so that a slow
     * cache slows the call; one that throws is logged, and does it no harm.
     *
     * <p>A method that returns nothing, many values (a {@code Flux}) or something that can be read
     * only once (a {@code Stream}) cannot have it; of a {@code Mono} or a future the value is
     * remembered when it comes.
     *
     * @return the name of a cache, {@code "manager::cache"}, or nothing for no memory
     */
    String fallbackCache() default "";

    /**
     * How old a value of {@link #fallbackCache()} may be that is served: {@code "10m"}, {@code
     * "30s"}, {@code "PT10M"}; a number without a unit is in milliseconds. May hold <code>
     * ${placeholders}</code>.
     *
     * @return a duration above zero, or nothing for any age
     */
    String fallbackCacheMaxAge() default "";
}
