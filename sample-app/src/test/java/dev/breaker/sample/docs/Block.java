package dev.breaker.sample.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A fenced block of the README: its language and its lines. */
record Block(String language, List<String> lines) {

    private static final String FENCE = "```";

    static List<Block> ofReadme() throws IOException {
        Path file = Path.of("README.md");
        List<Block> blocks = new ArrayList<>();
        boolean open = false;
        for (String line :
                Files.readAllLines(Files.exists(file) ? file : Path.of("..", "README.md"))) {
            if (line.startsWith(FENCE)) {
                open = !open;
                if (open) {
                    blocks.add(
                            new Block(line.substring(FENCE.length()).strip(), new ArrayList<>()));
                }
            } else if (open) {
                blocks.get(blocks.size() - 1).lines.add(line);
            }
        }
        return blocks;
    }
}
