package dev.breaker.spring;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Tells a misspelling from another word. */
public final class Spelling {

    private Spelling() {}

    /**
     * Whether one of two words is probably the other misspelt: one slip in four letters, three at
     * most.
     */
    static boolean areSimilar(String one, String other) {
        int longer = Math.max(one.length(), other.length());
        return distance(one, other) <= Math.min(3, longer / 4);
    }

    /**
     * The word that was probably meant by a wrong one: that from which fewest slips separate it, if
     * they are few.
     *
     * @param wrong none of the words
     * @param words what can be meant
     * @return one of them, or none if none is near
     */
    public static Optional<String> nearest(String wrong, Collection<String> words) {
        int length = plain(wrong).length();
        int limit = length < 4 ? 1 : Math.max(2, length / 4);
        return words.stream()
                .min(Comparator.comparingInt(word -> distance(wrong, word)))
                .filter(word -> distance(wrong, word) <= limit);
    }

    /**
     * How many letters must be added, removed, changed or swapped to make one word of the other.
     * Case and separators do not count.
     *
     * @param one a word
     * @param other another
     * @return 0 if they are the same
     */
    public static int distance(String one, String other) {
        String a = plain(one);
        String b = plain(other);
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cheapest(int[][] cost, String a, String b, int i, int j) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int cheapest =
                Math.min(
                        Math.min(cost[i - 1][j], cost[i][j - 1]) + 1,
                        cost[i - 1][j - 1] + (same ? 0 : 1));
        boolean swapped =
                i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(cheapest, cost[i - 2][j - 2] + 1) : cheapest;
    }

    private static String plain(String word) {
        return word.replaceAll("[-_. ]", "").toLowerCase(Locale.ROOT);
    }
}
