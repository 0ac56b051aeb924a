package io.leaddispatcher.domain.lead.normal;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Names of companies without what people leave out or write differently. */
public final class CompanyNames {

    private static final ImmutableSet<String> LEGAL_FORMS = table("legal-forms.txt");
    private static final ImmutableSet<String> FORMS_AT_START = table("legal-forms-first.txt");
    private static final ImmutableList<String> ATTACHED_FORMS =
            Resource.lines("legal-forms-attached.txt");
    private static final ImmutableSet<String> NO_NAMES = table("no-names.txt");
    private static final ImmutableSet<String> AND =
            ImmutableSet.of("and", "und", "et", "och", "og", "y");
    private static final Splitter BLANK = Splitter.on(' ').omitEmptyStrings();

    /** Of a legal form in several words: "S. de R.L. de C.V." */
    private static final int LONGEST_FORM = 5;

    /** Of letters and digits: one letter names nobody. */
    private static final int SHORTEST_NAME = 2;

    /** Of a name that is looked up: what is longer is a text, and too much for an index. */
    private static final int LONGEST_NAME = 300;

    private CompanyNames() {}

    /**
     * The ways to spell a name: folded, without accents, punctuation, "and", legal forms and "the"
     * at the start: {@code us bank} for "U.S. Bank, Inc."; with umlauts also as they are
     * transcribed: {@code muller}, {@code mueller}. None when the name says nothing: a letter,
     * "n/a", "self-employed".
     */
    public static List<String> spellings(String name) {
        return Stream.of(Words.of(name), Words.transcribed(name))
                .map(CompanyNames::normal)
                .filter(spelling -> spelling.length() >= SHORTEST_NAME)
                .filter(spelling -> spelling.length() <= LONGEST_NAME)
                .filter(spelling -> !NO_NAMES.contains(spelling))
                .distinct()
                .toList();
    }

    private static String normal(String words) {
        List<String> kept = new ArrayList<>(BLANK.splitToList(words));
        if (kept.size() > 1 && kept.getFirst().equals("the")) {
            kept.removeFirst();
        }
        if (kept.size() > 2) {
            kept.subList(1, kept.size() - 1).removeIf(AND::contains);
        }
        // A name may have a form at each end: "Oy Karl Fazer Ab".
        for (int form = formAtEnd(kept); form > 0; form = formAtEnd(kept)) {
            kept.subList(kept.size() - form, kept.size()).clear();
        }
        kept.subList(0, formAtStart(kept)).clear();
        return detached(String.join(" ", kept));
    }

    /** How many of the last words are a legal form that leaves something of the name. */
    private static int formAtEnd(List<String> words) {
        for (int length = Math.min(LONGEST_FORM, words.size() - 1); length > 0; length--) {
            if (LEGAL_FORMS.contains(
                    String.join(" ", words.subList(words.size() - length, words.size())))) {
                return length;
            }
        }
        return 0;
    }

    private static int formAtStart(List<String> words) {
        for (int length = Math.min(LONGEST_FORM, words.size() - 1); length > 0; length--) {
            if (FORMS_AT_START.contains(String.join(" ", words.subList(0, length)))) {
                return length;
            }
        }
        return 0;
    }

    /** Without a form that is written together with the name. */
    private static String detached(String name) {
        for (String form : ATTACHED_FORMS) {
            if (name.length() > form.length()) {
                if (name.startsWith(form)) {
                    return name.substring(form.length()).strip();
                }
                if (name.endsWith(form)) {
                    return name.substring(0, name.length() - form.length()).strip();
                }
            }
        }
        return name;
    }

    private static ImmutableSet<String> table(String name) {
        return ImmutableSet.copyOf(Resource.lines(name));
    }
}
