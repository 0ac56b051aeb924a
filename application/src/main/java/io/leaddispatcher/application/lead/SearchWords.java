package io.leaddispatcher.application.lead;

import io.leaddispatcher.domain.field.TextFolding;
import io.leaddispatcher.domain.lead.Lead;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The words by which a search finds a lead. */
public final class SearchWords {

    private SearchWords() {}

    public static List<String> of(LeadFile file) {
        Lead lead = file.lead();
        Set<String> words = new LinkedHashSet<>();
        Stream.of(
                        "contact.firstName",
                        "contact.lastName",
                        "contact.email",
                        "contact.phone",
                        "company.name",
                        "company.domain",
                        "externalId")
                .flatMap(path -> lead.text(path).stream())
                .map(TextFolding::fold)
                .forEach(text -> {
                    words.add(text);
                    words.addAll(Arrays.asList(text.split("[^\\p{L}\\p{N}]+")));
                });
        words.remove("");
        return new ArrayList<>(words);
    }
}
