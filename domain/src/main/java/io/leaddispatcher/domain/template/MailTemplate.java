package io.leaddispatcher.domain.template;

import static io.leaddispatcher.domain.document.Violation.Code.DUPLICATE;
import static io.leaddispatcher.domain.document.Violation.Code.OUT_OF_RANGE;
import static io.leaddispatcher.domain.document.Violation.Code.REQUIRED;
import static io.leaddispatcher.domain.document.Violation.Code.UNKNOWN_REFERENCE;

import com.google.common.collect.ImmutableMap;
import com.google.re2j.Pattern;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.outreach.TemplateKey;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What leads are written, in one language or several.
 *
 * @param texts by language tag in lower case, such as {@code de} or {@code pt-br}; at least one
 * @param defaultLanguage one of them, for those whose language there is not
 */
public record MailTemplate(
        TemplateKey key, String name, Map<String, MailText> texts, String defaultLanguage) {

    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[a-z0-9]{2,8})*");
    private static final int MOST_LANGUAGES = 50;

    /** How a mail is sent. */
    private enum Way {
        EMAIL
    }

    /** The text that fits, and its language. */
    public record Chosen(String language, MailText text) {}

    public MailTemplate {
        texts = ImmutableMap.copyOf(texts);
    }

    /**
     * Reads the body of {@code /templates/{key}}. Empty when the violations leave no template to
     * speak of.
     */
    public static Optional<MailTemplate> read(
            TemplateKey key, Part document, MailVariables variables) {
        if (!document.requireObject()) {
            return Optional.empty();
        }
        Optional<String> name = document.requiredText("name");
        document.oneOf("channel", Way.class);
        Map<String, MailText> texts =
                document.requiredProperty("texts")
                        .filter(Part::requireObject)
                        .map(part -> texts(part, variables))
                        .orElse(Map.of());
        Optional<String> usual = defaultLanguage(document, texts);
        document.ignore("key", "load");
        document.refuseUnknown();
        return name.flatMap(text ->
                usual.filter(texts::containsKey)
                        .map(language -> new MailTemplate(key, text, texts, language)));
    }

    private static Map<String, MailText> texts(Part part, MailVariables variables) {
        Map<String, MailText> texts = new LinkedHashMap<>();
        if (part.names().isEmpty()) {
            part.violation(REQUIRED, "must have a text in at least one language");
        }
        if (part.names().size() > MOST_LANGUAGES) {
            part.violation(
                    OUT_OF_RANGE, "must have at most %d languages".formatted(MOST_LANGUAGES));
        }
        for (String sent : part.names()) {
            String language = sent.toLowerCase(Locale.ROOT);
            Optional<Part> text = part.property(sent);
            if (!LANGUAGE.matches(language)) {
                part.violations()
                        .add(
                                part.child(sent),
                                OUT_OF_RANGE,
                                "must be a language such as de or pt-BR");
            } else if (texts.containsKey(language)) {
                part.violations().add(part.child(sent), DUPLICATE, "stands here twice");
            } else {
                text.flatMap(each -> MailText.read(each, variables))
                        .ifPresent(read -> texts.put(language, read));
            }
        }
        return texts;
    }

    /** The only language need not be named. */
    private static Optional<String> defaultLanguage(Part document, Map<String, MailText> texts) {
        Optional<Part> named = document.property("defaultLanguage");
        if (named.isEmpty()) {
            if (texts.size() > 1) {
                document.requiredProperty("defaultLanguage");
            }
            return texts.keySet().stream().findFirst();
        }
        return named.flatMap(part ->
                part.asText()
                        .map(text -> text.toLowerCase(Locale.ROOT))
                        .filter(language -> {
                            // What is wrong with the texts themselves has been said.
                            if (!texts.isEmpty() && !texts.containsKey(language)) {
                                part.violation(
                                        UNKNOWN_REFERENCE,
                                        "'texts' has no '%s'".formatted(language));
                            }
                            return texts.containsKey(language);
                        }));
    }

    /**
     * The text for somebody: in their language, else in the language that it is a kind of, else in
     * the default one.
     *
     * @param language a language tag; null: it is not known
     */
    public Chosen chosen(@Nullable String language) {
        String asked = language == null ? "" : language.toLowerCase(Locale.ROOT).replace('_', '-');
        while (!asked.isEmpty()) {
            MailText text = texts.get(asked);
            if (text != null) {
                return new Chosen(asked, text);
            }
            asked = asked.substring(0, Math.max(0, asked.lastIndexOf('-')));
        }
        MailText usual = texts.get(defaultLanguage);
        if (usual == null) {
            throw new IllegalStateException(
                    "template '%s' has no text in '%s'".formatted(key, defaultLanguage));
        }
        return new Chosen(defaultLanguage, usual);
    }
}
