package io.leaddispatcher.adapter.rest.access;

import io.leaddispatcher.adapter.rest.listing.PageRequest;
import io.leaddispatcher.adapter.rest.problem.ProblemException;
import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Violation.Code;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Ids and kinds in addresses, as somebody sent them. */
public final class PathIds {

    private PathIds() {}

    /** What is no id is the id of nothing. */
    public static UUID of(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound();
        }
    }

    /** What is no kind is the kind of nothing. */
    public static PolicyKind kind(String pathName) {
        return PolicyKind.ofPathName(pathName).orElseThrow(ProblemException::notFound);
    }

    /** After which a page begins; null: at its beginning. */
    public static @Nullable UUID after(PageRequest page) {
        try {
            return page.after() == null ? null : UUID.fromString(page.after());
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(
                    "/cursor", Code.MALFORMED, "'cursor' must be a 'nextCursor' of ours");
        }
    }
}
