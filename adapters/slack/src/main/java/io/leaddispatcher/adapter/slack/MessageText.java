package io.leaddispatcher.adapter.slack;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What somebody wrote in Slack, without its mark-up, and how the writer can be reached by it. */
final class MessageText {

    private static final int LONGEST = 2_500;
    private static final int READ = 12_000;

    /**
     * {@code <mailto:a@b.c|a@b.c>}, {@code <https://b.c|b.c>}, {@code <@U1|mia>}, {@code <!here>}.
     */
    private static final Pattern ENTITY =
            Pattern.compile("<([^<>|]{1,3000})(?:\\|([^<>]{0,3000}))?>");

    private static final Pattern EMAIL =
            Pattern.compile(
                    "[\\p{Alnum}._%+'-]{1,64}@(?:[\\p{Alnum}-]{1,63}\\.){1,8}\\p{Alpha}{2,63}");

    /** Figures with what stands between them, beginning with a plus or a nought. */
    private static final Pattern PHONE =
            Pattern.compile(
                    "(?<![\\p{Alnum}@.])(?:\\+|0)[0-9](?:[ ()/.-]{0,3}[0-9]){6,14}(?![\\p{Alnum}@])");

    private final String text;

    private MessageText(String text) {
        this.text = text;
    }

    static MessageText of(String marked) {
        String cut = marked.length() <= READ ? marked : marked.substring(0, READ);
        Matcher entity = ENTITY.matcher(cut);
        StringBuilder plain = new StringBuilder();
        while (entity.find()) {
            entity.appendReplacement(
                    plain, Matcher.quoteReplacement(shown(entity.group(1), entity.group(2))));
        }
        entity.appendTail(plain);
        return new MessageText(
                plain.toString()
                        .replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&amp;", "&")
                        .strip());
    }

    private static String shown(String target, @Nullable String words) {
        if (words != null && !words.isBlank()) {
            return words;
        }
        return target.replaceFirst("^(?:mailto:|tel:|!)", "");
    }

    /** No longer than so many characters as Slack counts them, and none of them halved. */
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(
                0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }

    /** As long as a field may be. */
    String text() {
        return text.length() <= LONGEST ? text : cut(text, LONGEST) + "…";
    }

    /** The first address. */
    Optional<String> email() {
        return first(EMAIL);
    }

    /** The first number that looks as people write one. */
    Optional<String> phone() {
        return first(PHONE).map(String::strip);
    }

    private Optional<String> first(Pattern pattern) {
        Matcher found = pattern.matcher(text);
        return found.find() ? Optional.of(found.group()) : Optional.empty();
    }
}
