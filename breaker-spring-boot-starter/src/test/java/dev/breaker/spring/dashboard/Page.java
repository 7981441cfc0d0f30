package dev.breaker.spring.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The files of the dashboard, and the page that they make.
 *
 * @param files texts by the names of the files
 * @param html the page
 * @param policy what it may do
 */
record Page(Map<String, String> files, String html, String policy) {

    private static final Pattern PLACE = Pattern.compile("<!-- (style|script)((?: [\\w.-]+)*) -->");

    static Page inTheJar() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("dashboard.html", read("dashboard.html"));
        List<String> hashes = new ArrayList<>();
        String html =
                PLACE.matcher(files.get("dashboard.html"))
                        .replaceAll(
                                place -> inlined(place.group(1), place.group(2), files, hashes));
        String policy =
                "default-src 'none'; style-src %s; script-src %s; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'"
                        .formatted(hashes.toArray());
        return new Page(files, html, policy);
    }

    private static String inlined(
            String kind, String names, Map<String, String> files, List<String> hashes) {
        String[] parts = names.isBlank() ? new String[] {"dashboard.css"} : names.trim().split(" ");
        for (String part : parts) {
            files.put(part, read(part));
        }
        String text = List.of(parts).stream().map(files::get).collect(Collectors.joining("\n"));
        hashes.add(hash(text));
        return Matcher.quoteReplacement("<%1$s>%2$s</%1$s>".formatted(kind, text));
    }

    private static String read(String file) {
        try (InputStream in = Page.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(String text) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
