package dev.breaker.sample.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.skyscreamer.jsonassert.Customization;
import org.skyscreamer.jsonassert.JSONAssert;
import org.skyscreamer.jsonassert.JSONCompareMode;
import org.skyscreamer.jsonassert.comparator.CustomComparator;

/** A command of the README's walk, and what the README says that it prints. */
record Step(String command, List<String> output) {

    private static final String PROMPT = "$ ";

    /** Fields whose values depend on when one looks; they must be there. */
    private static final Customization[] VOLATILE = {
        new Customization("ageSeconds", (shown, printed) -> true),
        new Customization("timeToNextProbe", (shown, printed) -> true),
    };

    static List<Step> in(Block console) {
        List<Step> steps = new ArrayList<>();
        for (String line : console.lines()) {
            if (line.startsWith(PROMPT)) {
                steps.add(new Step(line.substring(PROMPT.length()), new ArrayList<>()));
            } else if (!line.isBlank()) {
                steps.get(steps.size() - 1).output.add(line);
            }
        }
        return steps;
    }

    /** JSON may show fewer fields than are printed, other output fewer lines. */
    void check(String printed) throws Exception {
        for (String shown : output) {
            if (shown.startsWith("{")) {
                checkJson(shown, printed.substring(printed.indexOf('{')));
            } else if (shown.startsWith("HTTP/")) {
                assertThat(printed).startsWith(shown.strip() + "\n");
            } else if (shown.matches("[A-Za-z-]+: .*")) {
                String header = shown.substring(0, shown.indexOf(':') + 1);
                assertThat(printed.lines()).anyMatch(line -> startsWith(header, line));
            } else {
                assertThat(printed.lines()).contains(shown);
            }
        }
    }

    private static boolean startsWith(String header, String line) {
        return line.regionMatches(true, 0, header, 0, header.length());
    }

    private static void checkJson(String shown, String printed) throws Exception {
        String json = shown.replace(", …", "").replaceAll("} +[0-9.]+ s$", "}");
        JSONAssert.assertEquals(
                printed, json, printed, new CustomComparator(JSONCompareMode.LENIENT, VOLATILE));
    }
}
