package io.leaddispatcher.domain.lead.normal;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.List;

/** Names of companies without what people leave out or write differently. */
public final class CompanyNames {

    private static final ImmutableSet<String> LEGAL_FORMS =
            ImmutableSet.copyOf(Resource.lines("legal-forms.txt"));
    private static final Splitter BLANK = Splitter.on(' ').omitEmptyStrings();

    /** Of a legal form in several words: "Sp. z o.o." */
    private static final int LONGEST_FORM = 3;

    private CompanyNames() {}

    /**
     * Folded, without accents, punctuation, legal forms at the end and "the" at the start: {@code
     * us bank} for "U.S. Bank, Inc.". Empty when the name holds no letter or digit.
     */
    public static String normal(String name) {
        List<String> words = new ArrayList<>(BLANK.splitToList(Words.of(name)));
        if (words.size() > 1 && words.getFirst().equals("the")) {
            words.removeFirst();
        }
        int kept = words.size();
        for (int form = formAtEnd(words, kept); form > 0; form = formAtEnd(words, kept)) {
            kept -= form;
        }
        return String.join(" ", words.subList(0, kept));
    }

    /** How many of the last words are a legal form that leaves something of the name. */
    private static int formAtEnd(List<String> words, int kept) {
        for (int length = Math.min(LONGEST_FORM, kept - 1); length > 0; length--) {
            String last = String.join(" ", words.subList(kept - length, kept));
            if (LEGAL_FORMS.contains(last)) {
                return length;
            }
        }
        return 0;
    }
}
