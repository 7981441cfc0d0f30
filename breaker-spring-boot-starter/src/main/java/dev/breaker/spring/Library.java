package dev.breaker.spring;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/** Optional libraries without which some return types cannot be followed. */
enum Library {
    REACTOR("io.projectreactor:reactor-core", "reactor.core.publisher.Flux"),
    COROUTINES(
            "org.jetbrains.kotlinx:kotlinx-coroutines-reactor",
            "kotlinx.coroutines.reactor.MonoKt"),
    KOTLIN_REFLECTION("org.jetbrains.kotlin:kotlin-reflect", "kotlin.reflect.full.KClasses");

    private final String coordinates;
    private final String witness;

    Library(String coordinates, String witness) {
        this.coordinates = coordinates;
        this.witness = witness;
    }

    /** The coordinates of those that are not there. */
    static List<String> missing(@Nullable ClassLoader loader, Library... needed) {
        return Arrays.stream(needed)
                .filter(library -> !ClassUtils.isPresent(library.witness, loader))
                .map(library -> library.coordinates)
                .toList();
    }
}
