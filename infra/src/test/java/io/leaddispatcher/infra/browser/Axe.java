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

    /**
     * Most of what axe does is to look what stands behind each text. Of what looks the same in one
     * place, as the rows of a table do, it is shown the first two: by their elements, classes,
     * attributes and where there is text at all.
     */
    private static final String LOOK =
            """
            async (tags) => {
              const attributes = (element) => [...element.attributes]
                .map(({name, value}) => name === 'class' ? value : name).sort().join(' ');
              const looks = (element) => `${element.tagName}[${attributes(element)}]`
                + (element.textContent.trim() ? 'text' : '')
                + `(${[...element.children].map(looks)})`;
              const again = [];
              const seek = (place) => {
                const times = new Map();
                for (const element of place.children) {
                  const look = looks(element);
                  times.set(look, (times.get(look) ?? 0) + 1);
                  if (times.get(look) > 2) again.push(element);
                  else seek(element);
                }
              };
              seek(document.body);
              const found = await axe.run({include: [document], exclude: again}, {
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
