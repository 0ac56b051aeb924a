package io.leaddispatcher.infra.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The house rules for templates: text stays text, and nothing runs or is styled inline. */
class TemplatesTest {

    private static final Map<String, Pattern> FORBIDDEN =
            Map.of(
                    "unescaped text", pattern("th:utext|\\[\\("),
                    "an inline script", pattern("<script(?![^>]*\\bsrc=)[^>]*>"),
                    "a script between the tags", pattern("<script[^>]*>\\s*[^<\\s]"),
                    "an inline style", pattern("<style\\b|\\b(th:)?style(append)?="),
                    "a handler in an attribute", pattern("\\s(th:)?on[a-z]+="),
                    "a script as a link", pattern("javascript:"),
                    "preprocessing", pattern("__\\$"),
                    "an inlined expression", pattern("th:inline=\"javascript|th:inline=\"css"),
                    "something of another origin",
                            pattern(
                                    "\\s(th:)?(src|action)=\"(https?:)?//|<link[^>]+href=\"(https?:)?//"));

    @Test
    void noTemplateRunsStylesOrUnescapesAnything() {
        List<String> found =
                templates()
                        .flatMap(template ->
                                FORBIDDEN.entrySet().stream()
                                        .filter(each ->
                                                each.getValue().matcher(text(template)).find())
                                        .map(each ->
                                                template.getFilename() + " has " + each.getKey()))
                        .toList();

        assertThat(found).isEmpty();
        assertThat(templates()).as("templates that were looked at").hasSizeGreaterThan(5);
    }

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    }

    private static Stream<Resource> templates() {
        try {
            return Arrays.stream(
                    new PathMatchingResourcePatternResolver()
                            .getResources("classpath*:templates/**/*.html"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Resource template) {
        try {
            return template.getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
