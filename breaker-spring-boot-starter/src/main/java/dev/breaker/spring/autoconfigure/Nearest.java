package dev.breaker.spring.autoconfigure;

import dev.breaker.spring.Spelling;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;

/** Guesses which word was meant. */
final class Nearest {

    private Nearest() {}

    /**
     * The word that was probably meant: the one that fewest typing errors separate from it, if they
     * are few, or else the only one that has all its parts.
     */
    static Optional<String> to(String wrong, Collection<String> words) {
        return Spelling.nearest(wrong, words).or(() -> onlyOneThatContains(wrong, words));
    }

    private static Optional<String> onlyOneThatContains(String part, Collection<String> words) {
        List<String> parts = parts(part);
        List<String> longer =
                words.stream().filter(word -> parts(word).containsAll(parts)).toList();
        return longer.size() == 1 ? Optional.of(longer.get(0)) : Optional.empty();
    }

    private static List<String> parts(String word) {
        return List.of(DataObjectPropertyName.toDashedForm(word).split("-"));
    }
}
