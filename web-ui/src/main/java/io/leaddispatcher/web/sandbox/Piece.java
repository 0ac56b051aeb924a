package io.leaddispatcher.web.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A run of text that looks the same throughout.
 *
 * @param style {@code plain}, {@code bold}, {@code italic}, {@code strike}, {@code code} or {@code
 *     mention}
 * @param link an http address; null when it is none
 */
record Piece(String text, String style, @Nullable String link) {

    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s<>\"]+");

    /** Slack's mark-up: references in angle brackets, or text between two equal marks. */
    private static final Pattern MARKUP =
            Pattern.compile(
                    "<([^<>\\n]*)>"
                            + "|(?<![\\p{L}\\p{N}])([*_~`])([^\\n]+?)\\2(?![\\p{L}\\p{N}])");

    static List<Piece> ofPlainText(String line) {
        var pieces = new ArrayList<Piece>();
        var matcher = ADDRESS.matcher(line);
        int done = 0;
        while (matcher.find()) {
            addPlain(pieces, line.substring(done, matcher.start()));
            pieces.add(new Piece(matcher.group(), "plain", matcher.group()));
            done = matcher.end();
        }
        addPlain(pieces, line.substring(done));
        return pieces;
    }

    static List<Piece> ofMarkup(String line) {
        var pieces = new ArrayList<Piece>();
        var matcher = MARKUP.matcher(line);
        int done = 0;
        while (matcher.find()) {
            addPlain(pieces, unescaped(line.substring(done, matcher.start())));
            var reference = matcher.group(1);
            pieces.add(
                    reference == null
                            ? new Piece(unescaped(matcher.group(3)), style(matcher.group(2)), null)
                            : ofReference(reference));
            done = matcher.end();
        }
        addPlain(pieces, unescaped(line.substring(done)));
        return pieces;
    }

    private static Piece ofReference(String reference) {
        int bar = reference.indexOf('|');
        var target = bar < 0 ? reference : reference.substring(0, bar);
        var label = unescaped(bar < 0 ? reference : reference.substring(bar + 1));
        if (target.startsWith("!date")) {
            return new Piece(label, "plain", null);
        }
        if (target.startsWith("@") || target.startsWith("#") || target.startsWith("!")) {
            return new Piece(label, "mention", null);
        }
        boolean web = ADDRESS.matcher(unescaped(target)).matches();
        return new Piece(label, "plain", web ? unescaped(target) : null);
    }

    private static String style(String mark) {
        return switch (mark) {
            case "*" -> "bold";
            case "_" -> "italic";
            case "~" -> "strike";
            default -> "code";
        };
    }

    private static void addPlain(List<Piece> pieces, String text) {
        if (!text.isEmpty()) {
            pieces.add(new Piece(text, "plain", null));
        }
    }

    private static String unescaped(String text) {
        return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }
}
