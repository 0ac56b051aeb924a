package io.leaddispatcher.application.paging;

import static io.leaddispatcher.domain.document.Violation.Code.OUT_OF_RANGE;

import io.leaddispatcher.domain.document.InvalidInputException;

/** How much may be asked for at once. */
public final class PageLimit {

    private PageLimit() {}

    /** Fails with {@link InvalidInputException} unless it is from 1 to {@code most}. */
    public static void require(int limit, int most) {
        if (limit < 1 || limit > most) {
            throw new InvalidInputException(
                    "/limit", OUT_OF_RANGE, "'limit' must be a whole number from 1 to " + most);
        }
    }
}
