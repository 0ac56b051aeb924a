package io.leaddispatcher.web.layout;

import io.leaddispatcher.domain.document.InvalidInputException;
import java.util.Map;
import java.util.stream.Collectors;

/** What is wrong with a form, in the words of the reader, by the name of the field. */
public final class Problems {

    private Problems() {}

    public static Map<String, String> of(InvalidInputException refusal, Words words) {
        return refusal.violations().stream()
                .collect(
                        Collectors.toMap(
                                each -> each.pointer().replaceAll("^/|(?<=.)/.*$", ""),
                                each -> words.problem(each.message()),
                                (first, _) -> first));
    }
}
