package io.leaddispatcher.web.layout;

/**
 * The frame around a page: who is there and where they may go.
 *
 * @param reader tells one member from another, for what a browser keeps for one of them
 * @param initials at most two letters
 * @param rep whether they have leads of their own
 * @param configuration whether they may see how the workspace is set up
 * @param monitoring whether they may see what is amiss
 * @param connections whether they may see connections
 * @param audit whether they may read the audit log
 * @param settings whether they may administer the workspace
 * @param demo whether messages are kept for them to see
 * @param samples whether they may send a sample lead
 * @param closed whether they get nowhere before they have a second factor
 */
public record Shell(
        String workspace,
        String name,
        String email,
        String reader,
        String initials,
        boolean rep,
        boolean configuration,
        boolean monitoring,
        boolean connections,
        boolean audit,
        boolean settings,
        boolean demo,
        boolean samples,
        boolean closed) {}
