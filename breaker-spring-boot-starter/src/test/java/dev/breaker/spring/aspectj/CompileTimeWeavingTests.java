package dev.breaker.spring.aspectj;

import static dev.breaker.spring.AnnotatedApplication.calls;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.spring.AnnotatedApplication;
import dev.breaker.spring.aspectj.woven.Client;
import dev.breaker.spring.aspectj.woven.Covered;
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
import org.springframework.util.ReflectionUtils;

/**
 * Woven after javac by AspectJ's compiler, with the starter as aspect library; without an agent.
 */
class CompileTimeWeavingTests {

    @TempDir private static Path folder;

    private static Class<?> client;

    /** Only the woven classes are the loader's own; the aspect must be that of the starter. */
    @BeforeAll
    static void weave() throws Exception {
        Path compiled = Files.createDirectory(folder.resolve("compiled"));
        copy(Client.class, compiled);
        copy(Covered.Inheriting.class, compiled);
        copy(Covered.class, compiled);
        Path woven = Files.createDirectory(folder.resolve("woven"));
        weave(compiled, woven);
        client = new Woven(woven).loadClass(Client.class.getName());
    }

    private static void copy(Class<?> type, Path to) throws IOException {
        String name = type.getName().replace('.', '/') + ".class";
        Path file = to.resolve(name);
        Files.createDirectories(file.getParent());
        try (InputStream bytes = type.getClassLoader().getResourceAsStream(name)) {
            Files.write(file, bytes.readAllBytes());
        }
    }

    private static void weave(Path compiled, Path woven) {
        String starter = locationOf(CircuitBreakerAspect.class);
        MessageHandler messages = new MessageHandler();
        new Main()
                .run(
                        new String[] {
                            "-17",
                            "-inpath",
                            compiled.toString(),
                            "-aspectpath",
                            starter,
                            "-classpath",
                            System.getProperty("java.class.path"),
                            "-d",
                            woven.toString()
                        },
                        messages);
        assertThat(messages.getMessages(IMessage.ERROR, true)).isEmpty();
    }

    private static String locationOf(Class<?> type) {
        return Path.of(
                        URI.create(
                                type.getProtectionDomain()
                                        .getCodeSource()
                                        .getLocation()
                                        .toString()))
                .toString();
    }

    private static final class Woven extends URLClassLoader {

        private Woven(Path folder) throws MalformedURLException {
            super(
                    new URL[] {folder.toUri().toURL()},
                    CompileTimeWeavingTests.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(Client.class.getPackageName() + ".")) {
                return super.loadClass(name, resolve);
            }
            Class<?> known = findLoadedClass(name);
            return known == null ? findClass(name) : known;
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

    @Test
    void aWovenCallPassesWithoutAnApplication() throws Exception {
        ReflectionUtils.setField(ReflectionUtils.findField(client, "failure"), null, null);
        Object object = client.getConstructor().newInstance();
        assertThat(call(object, "fromWithin", "a")).isEqualTo("backend");
    }
}
