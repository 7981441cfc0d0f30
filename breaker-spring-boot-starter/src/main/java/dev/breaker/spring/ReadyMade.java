package dev.breaker.spring;

import java.lang.reflect.Method;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Objects that were in the container before anything could make proxies: never guarded, and not
 * always by mistake.
 */
final class ReadyMade {

    private static final Log logger = LogFactory.getLog(ReadyMade.class);

    private ReadyMade() {}

    /** Says in the log that the annotation has no effect; what a test mocks is no fault. */
    static void report(String name, Object bean, Exposure exposure) {
        String what = "Bean '%s' (%s) ".formatted(name, Descriptions.of(exposure.type()));
        String result = ": @CircuitBreaker has no effect on it.";
        if (isMock(bean)) {
            logger.info(what + "is a mock" + result);
        } else {
            logger.warn(
                    what
                            + "was there before proxies could be made, because code registered the object"
                            + " or a BeanFactoryPostProcessor needed it, directly or not"
                            + result);
        }
    }

    /** Asks Mockito, if it is there: a mock can be of the very class that is mocked. */
    private static boolean isMock(Object bean) {
        ClassLoader loader = bean.getClass().getClassLoader();
        if (!ClassUtils.isPresent("org.mockito.Mockito", loader)) {
            return false;
        }
        Class<?> mockito = ClassUtils.resolveClassName("org.mockito.Mockito", loader);
        Class<?> details = ClassUtils.resolveClassName("org.mockito.MockingDetails", loader);
        Method ask = ClassUtils.getMethod(mockito, "mockingDetails", Object.class);
        Method answer = ClassUtils.getMethod(details, "isMock");
        return Boolean.TRUE.equals(
                ReflectionUtils.invokeMethod(
                        answer, ReflectionUtils.invokeMethod(ask, null, bean)));
    }
}
