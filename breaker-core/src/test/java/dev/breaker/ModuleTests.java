package dev.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.net.URI;
import java.net.URISyntaxException;
import org.junit.jupiter.api.Test;

/** What the module descriptor promises; the tests themselves run on the class path. */
class ModuleTests {

    private final ModuleDescriptor module = descriptor();

    @Test
    void isCalledAsItsPackage() {
        assertThat(module.name()).isEqualTo("dev.breaker");
    }

    @Test
    void exportsTheOnePackageAndOpensNone() {
        assertThat(module.exports()).hasToString("[dev.breaker]");
        assertThat(module.opens()).isEmpty();
        assertThat(module.isOpen()).isFalse();
        assertThat(module.provides()).isEmpty();
    }

    @Test
    void requiresNothingAtRunTime() {
        assertThat(module.requires())
                .filteredOn(needed -> !needed.modifiers().contains(Requires.Modifier.STATIC))
                .extracting(Requires::name)
                .containsExactly("java.base");
    }

    @Test
    void letsWhoeverCompilesAgainstItSeeWhatMayBeNull() {
        assertThat(module.requires())
                .filteredOn(needed -> needed.modifiers().contains(Requires.Modifier.TRANSITIVE))
                .extracting(Requires::name)
                .containsExactly("org.jspecify");
    }

    private static ModuleDescriptor descriptor() {
        try {
            URI classes = Breaker.class.getProtectionDomain().getCodeSource().getLocation().toURI();
            try (InputStream in = classes.resolve("module-info.class").toURL().openStream()) {
                return ModuleDescriptor.read(in);
            }
        } catch (IOException | URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
