package io.leaddispatcher.web.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

class TemplatesTest {

    /** A message that a template names as it stands. */
    private static final Pattern NAMED = Pattern.compile("#\\{([A-Za-z0-9_.-]+)[}(]");

    private static final Pattern UNESCAPED = Pattern.compile("th:utext|\\[\\(");
    private static final Pattern INLINE =
            Pattern.compile("<style|<script(?![^>]*th:src)|\\sstyle=|th:style|\\son[a-z]+=");

    @Test
    void bothLanguagesHaveTheSameMessages() throws IOException {
        assertThat(bundle("messages_de").stringPropertyNames())
                .containsExactlyInAnyOrderElementsOf(bundle("messages").stringPropertyNames());
    }

    @Test
    void everyMessageIsWellFormedAndTakesTheSameArguments() throws IOException {
        var german = bundle("messages_de");
        for (var message : new TreeMap<>(bundle("messages")).entrySet()) {
            var key = String.valueOf(message.getKey());
            assertThat(arguments(german.getProperty(key), Locale.GERMAN))
                    .as(key)
                    .isEqualTo(arguments(String.valueOf(message.getValue()), Locale.ENGLISH));
        }
    }

    @Test
    void everyMessageThatATemplateNamesIsThere() throws IOException {
        var known = bundle("messages").stringPropertyNames();
        var missing = new TreeSet<String>();
        for (var template : templates().values()) {
            var named = NAMED.matcher(template);
            while (named.find()) {
                if (!known.contains(named.group(1))) {
                    missing.add(named.group(1));
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void noTemplateWritesWhatIsNotEscapedOrRunsOrStylesInline() throws IOException {
        assertThat(templates()).isNotEmpty();
        templates()
                .forEach((name, template) ->
                        assertThat(template)
                                .as(name)
                                .doesNotContainPattern(UNESCAPED)
                                .doesNotContainPattern(INLINE));
    }

    /** Of two the later one counts, wherever the first was meant. */
    @Test
    void noMessageIsThereTwice() throws IOException {
        for (var name : new String[] {"messages", "messages_de"}) {
            var keys = new TreeSet<String>();
            for (var line : text(name).lines().toList()) {
                if (!line.startsWith("#") && line.contains("=")) {
                    var key = line.substring(0, line.indexOf('='));
                    assertThat(keys.add(key)).as("%s in %s", key, name).isTrue();
                }
            }
        }
    }

    private static String text(String name) throws IOException {
        return new ClassPathResource(name + ".properties")
                .getContentAsString(StandardCharsets.UTF_8);
    }

    private static int arguments(String message, Locale locale) {
        return new MessageFormat(message, locale).getFormatsByArgumentIndex().length;
    }

    private static Properties bundle(String name) throws IOException {
        var properties = new Properties();
        try (var in =
                new InputStreamReader(
                        new ClassPathResource(name + ".properties").getInputStream(),
                        StandardCharsets.UTF_8)) {
            properties.load(in);
        }
        return properties;
    }

    private static Map<String, String> templates() throws IOException {
        var all = new TreeMap<String, String>();
        for (var file :
                new PathMatchingResourcePatternResolver()
                        .getResources("classpath:/templates/**/*.html")) {
            all.put(file.getURL().toString(), file.getContentAsString(StandardCharsets.UTF_8));
        }
        return all;
    }
}
