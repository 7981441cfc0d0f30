package dev.breaker.spring.aspectj;

import dev.breaker.spring.BreakerAdvisor;
import dev.breaker.spring.WovenCalls;
import java.util.function.Supplier;
import org.aspectj.lang.ProceedingJoinPoint;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Gives the aspect the breakers of an application: before its first bean is made, and again
 * whenever the application is started, so that of several the one started last has them. Takes them
 * back when the application is closed. Does nothing where proxies guard everything. Thread-safe.
 */
public final class AspectWiring
        implements BeanFactoryPostProcessor, SmartLifecycle, DisposableBean {

    private final Supplier<BreakerAdvisor> advisor;
    private volatile @Nullable WovenCalls<ProceedingJoinPoint> calls;
    private volatile boolean running;

    /**
     * A wiring.
     *
     * @param advisor what guards the calls; asked for late
     */
    public AspectWiring(Supplier<BreakerAdvisor> advisor) {
        this.advisor = advisor;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        calls = advisor.get().wovenCalls(new JoinPoints());
        follow();
    }

    @Override
    public void start() {
        running = true;
        follow();
    }

    private void follow() {
        WovenCalls<ProceedingJoinPoint> own = calls;
        if (own != null) {
            CircuitBreakerAspect.aspectOf().follow(own);
        }
    }

    /** Calls are guarded until all beans are gone. */
    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before all others, which may make calls when they start. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }

    @Override
    public void destroy() {
        WovenCalls<ProceedingJoinPoint> own = calls;
        if (own != null) {
            CircuitBreakerAspect.aspectOf().leave(own);
        }
    }
}
