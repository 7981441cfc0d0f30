package dev.breaker.docs;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A fenced block of a Markdown file: which file, the line of the fence, the language, the text. */
record Snippet(Path file, int line, String language, String text) {

    private static final String FENCE = "```";

    /** The top of the project, wherever the tests are started. */
    static final Path ROOT = Path.of(Files.exists(Path.of("sample-app")) ? "." : "..");

    static List<Path> documents() {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(Stream.of(ROOT.resolve("README.md")), docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<Snippet> all(String language) {
        return documents().stream()
                .flatMap(file -> in(file).stream())
                .filter(snippet -> snippet.language.equals(language));
    }

    static List<Snippet> in(Path file) {
        List<String> lines = lines(file);
        List<Snippet> snippets = new ArrayList<>();
        int opened = -1;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(FENCE)) {
                if (opened >= 0) {
                    snippets.add(of(file, lines, opened, i));
                }
                opened = opened >= 0 ? -1 : i;
            }
        }
        return snippets;
    }

    private static Snippet of(Path file, List<String> lines, int opened, int closed) {
        return new Snippet(
                file,
                opened + 1,
                lines.get(opened).substring(FENCE.length()).strip(),
                lines.subList(opened + 1, closed).stream().collect(joining("\n", "", "\n")));
    }

    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "%s of %s:%d".formatted(language, ROOT.relativize(file), line);
    }
}
