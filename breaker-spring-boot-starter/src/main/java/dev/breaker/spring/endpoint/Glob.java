package dev.breaker.spring.endpoint;

/** A pattern of names: * stands for any characters, none too, and ? for one. */
record Glob(String pattern) {

    /** Whether a name as a whole is like this; takes no more than length by length steps. */
    boolean matches(String name) {
        int at = 0;
        int in = 0;
        int star = -1;
        int retry = 0;
        while (in < name.length()) {
            if (at < pattern.length() && isLike(pattern.charAt(at), name.charAt(in))) {
                at++;
                in++;
            } else if (at < pattern.length() && pattern.charAt(at) == '*') {
                star = at++;
                retry = in;
            } else if (star >= 0) {
                at = star + 1;
                in = ++retry;
            } else {
                return false;
            }
        }
        while (at < pattern.length() && pattern.charAt(at) == '*') {
            at++;
        }
        return at == pattern.length();
    }

    private static boolean isLike(char wanted, char found) {
        return wanted != '*' && (wanted == '?' || wanted == found);
    }
}
