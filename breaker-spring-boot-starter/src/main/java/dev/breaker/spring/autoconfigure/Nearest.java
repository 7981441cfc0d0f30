package dev.breaker.spring.autoconfigure;

import java.util.Collection;
import java.util.Comparator;
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
        String uniform = Keys.uniform(wrong);
        Optional<String> closest =
                words.stream()
                        .min(Comparator.comparingInt(word -> distance(uniform, Keys.uniform(word))))
                        .filter(word -> distance(uniform, Keys.uniform(word)) <= limit(uniform));
        return closest.or(() -> onlyOneThatContains(wrong, words));
    }

    private static int limit(String word) {
        return word.length() < 4 ? 1 : Math.max(2, word.length() / 4);
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

    /** Levenshtein's: insertions, deletions and replacements from one word to the other. */
    static int distance(String from, String to) {
        int[] previous = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int[] current = new int[to.length() + 1];
            current[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[to.length()];
    }
}
