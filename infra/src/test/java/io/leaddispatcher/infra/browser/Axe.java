package io.leaddispatcher.infra.browser;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What axe finds wrong with a page.
 *
 * <p>It runs in the page itself and answers what is wrong and nothing else. The builder that comes
 * with it opens a second page for each answer, and carries over all that is right as well: that
 * took twice as long as the tests around it.
 */
final class Axe {

    private static final List<String> WCAG = List.of("wcag2a", "wcag2aa", "wcag21aa", "wcag22aa");

    private static final String ENGINE = engine();

    private static final String LOOK =
            """
            async (tags) => {
              const found = await axe.run(document, {
                runOnly: {type: 'tag', values: tags},
                resultTypes: ['violations'],
                selectors: false,
              });
              return found.violations.map((rule) => [rule.help, rule.nodes.map((node) => node.html)]);
            }
            """;

    private Axe() {}

    /** The elements that break a rule, by the words of the rule. */
    static Map<String, Object> violations(Page page) {
        // Each frame answers for itself and needs the engine to do so.
        for (Frame frame : page.frames()) {
            frame.evaluate(ENGINE);
        }
        Map<String, Object> violations = new LinkedHashMap<>();
        for (Object each : (List<?>) page.evaluate(LOOK, WCAG)) {
            List<?> rule = (List<?>) each;
            violations.put(String.valueOf(rule.getFirst()), rule.getLast());
        }
        return violations;
    }

    private static String engine() {
        try (InputStream script = AxeBuilder.class.getResourceAsStream("/axe.min.js")) {
            return new String(
                    Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
