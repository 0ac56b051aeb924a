package io.leaddispatcher.application.lead;

import com.google.common.base.CharMatcher;
import io.leaddispatcher.domain.field.TextFolding;
import io.leaddispatcher.domain.lead.Lead;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/** The words by which a search finds a lead: what is asked for must begin one of them. */
public final class SearchWords {

    // A word of the index holds 2,046 bytes.
    private static final int LONGEST = 200;
    private static final int MOST = 200;

    /** What there is too much of leaves no address and no number out: people are found by them. */
    private static final List<WordSource> IN_ORDER =
            List.of(WordSource.EMAIL, WordSource.PHONE, WordSource.PERSON, WordSource.COMPANY);

    /** Fewer digits at the end of a number tell nobody apart. */
    private static final int FEWEST_DIGITS = 5;

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9 ()./\\-]*");

    /** No id of a CRM is spelled so. */
    private static final Pattern SPELLED = Pattern.compile("[ ()/]");

    private SearchWords() {}

    /** Each once, with where it comes from. */
    public static Map<String, Set<WordSource>> of(LeadFile file) {
        Map<String, Set<WordSource>> words = new LinkedHashMap<>();
        for (WordSource source : IN_ORDER) {
            for (String word : words(file.lead(), source)) {
                Set<WordSource> sources = words.get(word);
                if (sources != null) {
                    sources.add(source);
                } else if (words.size() < MOST) {
                    words.put(word, EnumSet.of(source));
                }
            }
        }
        return words;
    }

    private static Set<String> words(Lead lead, WordSource source) {
        Set<String> words = new LinkedHashSet<>();
        for (String path : source.paths()) {
            lead.text(path)
                    .ifPresent(text -> {
                        switch (source) {
                            case PERSON, COMPANY -> addText(text, words);
                            case EMAIL -> addAddress(text, words);
                            case PHONE -> addPhone(text, words);
                        }
                    });
        }
        words.remove("");
        return words;
    }

    /** What is asked for; each must begin a word of the lead. */
    public static List<String> query(String q) {
        String folded = TextFolding.fold(q);
        String digits = digits(folded);
        if (PHONE.matcher(folded).matches() && digits.length() >= FEWEST_DIGITS) {
            boolean spelledAsPhone = folded.startsWith("+") || SPELLED.matcher(folded).find();
            return List.of(spelledAsPhone ? withoutTrunkZero(digits) : folded);
        }
        return split(folded, SearchWords::isBlank).stream()
                .map(word -> cut(withoutEdges(word)))
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
    }

    /** The word that each lead with this address has. */
    public static String address(String email) {
        return cut(TextFolding.fold(email));
    }

    /** The word that each lead with this number has. */
    public static String number(String phone) {
        return cut(digits(phone));
    }

    private static void addText(String text, Set<String> words) {
        String folded = TextFolding.fold(text);
        addSpelling(folded, words);
        if (!CharMatcher.ascii().matchesAllOf(folded)) {
            addSpelling(plain(folded), words);
        }
    }

    private static void addSpelling(String spelling, Set<String> words) {
        words.add(cut(spelling));
        for (String word : split(spelling, SearchWords::isBlank)) {
            words.add(cut(withoutEdges(word)));
        }
        for (String word : split(spelling, codePoint -> !isOfWord(codePoint))) {
            words.add(cut(word));
        }
    }

    /** What lies between those that separate; never empty. */
    private static List<String> split(String text, IntPredicate separates) {
        List<String> words = new ArrayList<>();
        int from = 0;
        int at = 0;
        while (at < text.length()) {
            int codePoint = text.codePointAt(at);
            int next = at + Character.charCount(codePoint);
            if (separates.test(codePoint)) {
                if (at > from) {
                    words.add(text.substring(from, at));
                }
                from = next;
            }
            at = next;
        }
        if (at > from) {
            words.add(text.substring(from));
        }
        return words;
    }

    /** From the first letter or digit on, to the last, with its marks. */
    private static String withoutEdges(String word) {
        int from = 0;
        while (from < word.length() && !isLetterOrNumber(word.codePointAt(from))) {
            from += Character.charCount(word.codePointAt(from));
        }
        int until = word.length();
        while (until > from && !isOfWord(word.codePointBefore(until))) {
            until -= Character.charCount(word.codePointBefore(until));
        }
        return word.substring(from, until);
    }

    private static boolean isBlank(int codePoint) {
        return Character.isSpaceChar(codePoint) || (codePoint >= '\t' && codePoint <= '\r');
    }

    /** A letter, a number or a mark. */
    private static boolean isOfWord(int codePoint) {
        return isLetterOrNumber(codePoint)
                || switch (Character.getType(codePoint)) {
                    case Character.NON_SPACING_MARK,
                            Character.COMBINING_SPACING_MARK,
                            Character.ENCLOSING_MARK ->
                            true;
                    default -> false;
                };
    }

    private static boolean isLetterOrNumber(int codePoint) {
        return Character.isLetterOrDigit(codePoint)
                || switch (Character.getType(codePoint)) {
                    case Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
                    default -> false;
                };
    }

    private static void addAddress(String address, Set<String> words) {
        words.add(address(address));
        addText(address, words);
        int at = address.lastIndexOf('@');
        if (at > 0) {
            words.add(cut(TextFolding.fold(address.substring(0, at))));
            words.add(cut(TextFolding.fold(address.substring(at + 1))));
        }
    }

    /** The number from each of its digits on: people know it without country code, or its end. */
    private static void addPhone(String number, Set<String> words) {
        String digits = number(number);
        words.add(digits);
        // As it is dialled within the country, with any length of the country code.
        for (int from = 1; from <= digits.length() - FEWEST_DIGITS && from < 20; from++) {
            words.add(digits.substring(from));
            if (from <= 3) {
                words.add("0" + digits.substring(from));
            }
        }
    }

    private static String withoutTrunkZero(String digits) {
        String international = digits.startsWith("00") ? digits.substring(2) : digits;
        return international.startsWith("0") ? international.substring(1) : international;
    }

    private static String digits(String text) {
        StringBuilder digits = new StringBuilder();
        text.chars().filter(c -> c >= '0' && c <= '9').forEach(c -> digits.append((char) c));
        return digits.toString();
    }

    private static String plain(String folded) {
        return MARKS.matcher(Normalizer.normalize(folded, Normalizer.Form.NFD)).replaceAll("");
    }

    private static String cut(String word) {
        return word.codePointCount(0, word.length()) <= LONGEST
                ? word
                : word.substring(0, word.offsetByCodePoints(0, LONGEST));
    }
}
