package dev.breaker.spring.stream;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;

/**
 * The dashboard: one document, put together from the files in the jar, that loads nothing from
 * anywhere and runs nothing but what stands in it.
 */
public final class DashboardPage implements Door {

    private static final String FOLDER = "dev/breaker/spring/dashboard/";

    /** Where a style or script belongs, and the names of its files if there are several. */
    private static final Pattern PLACE = Pattern.compile("<!-- (style|script)((?: [\\w.-]+)*) -->");

    private final Answer.Document document;

    /** The dashboard in the jar. */
    public DashboardPage() {
        this(DashboardPage::read);
    }

    /**
     * A dashboard of these files.
     *
     * @param files texts by the names of files
     */
    DashboardPage(UnaryOperator<String> files) {
        Map<String, String> hashes = new HashMap<>();
        String page =
                PLACE.matcher(files.apply("dashboard.html"))
                        .replaceAll(
                                place -> {
                                    String kind = place.group(1);
                                    String text = text(kind, place.group(2), files);
                                    hashes.put(kind, hash(text));
                                    return Matcher.quoteReplacement(
                                            "<%1$s>%2$s</%1$s>".formatted(kind, text));
                                });
        document = new Answer.Document(200, headers(hashes), page);
    }

    private static String text(String kind, String names, UnaryOperator<String> files) {
        String usual = kind.equals("style") ? "dashboard.css" : "dashboard.js";
        return Stream.of(names.isEmpty() ? new String[] {usual} : names.trim().split(" "))
                .map(files)
                .collect(Collectors.joining("\n"));
    }

    /** Browsers compute hashes after they have turned each line end into a line feed. */
    private static String read(String file) {
        ClassPathResource resource =
                new ClassPathResource(FOLDER + file, DashboardPage.class.getClassLoader());
        try (InputStream in = resource.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> headers(Map<String, String> hashes) {
        String policy =
                "default-src 'none'; script-src %s; style-src %s; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
                        .formatted(
                                hashes.getOrDefault("script", "'none'"),
                                hashes.getOrDefault("style", "'none'"));
        return Map.of(
                "Content-Type", "text/html;charset=UTF-8",
                "Content-Security-Policy", policy,
                "X-Content-Type-Options", "nosniff",
                "Referrer-Policy", "no-referrer",
                "Cache-Control", "no-store");
    }

    private static String hash(String text) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JVM has it
        }
    }

    @Override
    public Answer open(Visit visit) {
        return document;
    }
}
