package dev.breaker.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

/**
 * The classes that a page shows, compiled as they stand there, for tests that need them to work.
 */
public final class ShownClasses implements AutoCloseable {

    private final URLClassLoader loader;

    /**
     * Compiles them.
     *
     * @param page the file below docs
     * @param directory where to
     */
    public ShownClasses(String page, Path directory) throws MalformedURLException {
        Snippet.in(Snippet.ROOT.resolve("docs").resolve(page)).stream()
                .filter(snippet -> snippet.language().equals("java"))
                .forEach(snippet -> assertThat(Javac.errors(snippet, directory)).isEmpty());
        loader =
                new URLClassLoader(
                        new URL[] {directory.toUri().toURL()}, getClass().getClassLoader());
    }

    /** {@return one of them} */
    public Class<?> get(String name) throws ClassNotFoundException {
        return loader.loadClass(name);
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }
}
