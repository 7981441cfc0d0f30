package dev.breaker.spring.aspectj;

import static dev.breaker.spring.AnnotatedApplication.calls;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.spring.AnnotatedApplication;
import dev.breaker.spring.StartupProblems;
import dev.breaker.spring.aspectj.woven.Client;
import dev.breaker.spring.aspectj.woven.Traced;
import dev.breaker.spring.aspectj.woven.Tracing;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.aspectj.bridge.IMessage;
import org.aspectj.bridge.MessageHandler;
import org.aspectj.tools.ajc.Main;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Woven after javac by AspectJ's compiler, with the starter as aspect library; without an agent.
 */
public class CompileTimeWeavingTests {

    /** The version of Java, as the documentation gives it to the compiler. */
    public static final String LEVEL = "17";

    @TempDir private static Path folder;

    private static Class<?> client;

    @BeforeAll
    static void weave() throws IOException {
        client = woven(locationOf(CircuitBreakerAspect.class), Client.class);
    }

    /** A class as AspectJ's compiler makes it of what javac has compiled. */
    private static Class<?> woven(Path aspects, Class<?> type) throws IOException {
        Path compiled = Files.createTempDirectory(folder, "compiled");
        copy(type, compiled);
        Path woven = Files.createTempDirectory(folder, "woven");
        MessageHandler messages = new MessageHandler();
        String[] options = {
            "-" + LEVEL,
            "-inpath",
            compiled.toString(),
            "-aspectpath",
            aspects.toString(),
            "-classpath",
            System.getProperty("java.class.path"),
            "-d",
            woven.toString()
        };
        new Main().run(options, messages);
        assertThat(messages.getMessages(IMessage.ERROR, true)).isEmpty();
        return ClassUtils.resolveClassName(type.getName(), new Woven(woven, type.getName()));
    }

    private static void copy(Class<?> type, Path to) throws IOException {
        String name = type.getName().replace('.', '/') + ".class";
        Path file = to.resolve(name);
        Files.createDirectories(file.getParent());
        try (InputStream bytes = type.getClassLoader().getResourceAsStream(name)) {
            Files.write(file, bytes.readAllBytes());
        }
    }

    private static Path locationOf(Class<?> type) {
        return Path.of(
                URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()));
    }

    /** Finds the woven class before the one that it was made of. */
    private static final class Woven extends URLClassLoader {

        private final String name;

        private Woven(Path folder, String name) throws MalformedURLException {
            super(
                    new URL[] {folder.toUri().toURL()},
                    CompileTimeWeavingTests.class.getClassLoader());
            this.name = name;
        }

        @Override
        protected Class<?> loadClass(String asked, boolean resolve) throws ClassNotFoundException {
            if (!asked.startsWith(name)) { // which is also how its closures are called
                return super.loadClass(asked, resolve);
            }
            Class<?> known = findLoadedClass(asked);
            return known == null ? findClass(asked) : known;
        }
    }

    private static Object call(Object object, String method, Object... arguments) {
        Class<?>[] types = arguments.length == 0 ? new Class<?>[0] : new Class<?>[] {String.class};
        try {
            return object.getClass().getMethod(method, types).invoke(object, arguments);
        } catch (InvocationTargetException thrown) {
            throw new AssertionError(thrown.getCause());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static void fail() {
        ReflectionUtils.setField(
                ReflectionUtils.findField(client, "failure"), null, new IOException("down"));
    }

    @Test
    void aCallFromWithinIsGuardedOnce() {
        AnnotatedApplication.with(client)
                .withPropertyValues("breaker.mode=aspectj")
                .run(
                        context -> {
                            fail();
                            Object bean = context.getBean(client);
                            assertThat(bean.getClass()).isSameAs(client);
                            assertThat(call(bean, "ofPrivate", "a")).isEqualTo("instead of a");
                            assertThat(calls(context, "backend")).isOne();
                        });
    }

    /** Its methods have been moved as well, but our aspect is not there to guard them. */
    @Test
    void anotherAspectAloneIsNotTakenForOurs() throws IOException {
        Path aspects = Files.createTempDirectory(folder, "aspects");
        copy(Tracing.class, aspects);
        Class<?> traced = woven(aspects, Traced.class);

        assertThat(
                        StartupProblems.of(
                                AnnotatedApplication.with(traced)
                                        .withClassLoader(traced.getClassLoader())
                                        .withPropertyValues("breaker.mode=aspectj")))
                .singleElement()
                .asString()
                .startsWith("breaker.mode: It is ASPECTJ, but no weaver has seen")
                .contains("Traced.both()");
    }

    @Test
    void aWovenCallPassesWithoutAnApplication() throws Exception {
        ReflectionUtils.setField(ReflectionUtils.findField(client, "failure"), null, null);
        Object object = client.getConstructor().newInstance();
        assertThat(call(object, "fromWithin", "a")).isEqualTo("backend");
    }
}
