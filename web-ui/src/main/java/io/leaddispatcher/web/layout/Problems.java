package io.leaddispatcher.web.layout;

import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Violation;
import java.util.Map;
import java.util.stream.Collectors;

/** What is wrong with a form, by the name of the field. */
public final class Problems {

    private Problems() {}

    public static Map<String, String> of(InvalidInputException refusal) {
        return refusal.violations().stream()
                .collect(
                        Collectors.toMap(
                                each -> each.pointer().replaceAll("^/|(?<=.)/.*$", ""),
                                Violation::message,
                                (first, _) -> first));
    }
}
