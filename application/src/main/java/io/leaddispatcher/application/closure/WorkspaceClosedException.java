package io.leaddispatcher.application.closure;

import java.time.Instant;

/** The workspace was closed by its owner and takes nothing in any more. */
public final class WorkspaceClosedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public WorkspaceClosedException(Instant dueAt) {
        super(
                "This workspace is closed and is deleted at %s. It takes nothing in."
                        .formatted(dueAt));
    }

    /** A sentence for whoever asked. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
