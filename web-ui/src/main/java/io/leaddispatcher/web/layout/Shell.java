package io.leaddispatcher.web.layout;

/**
 * The frame around a page: who is there and where they may go.
 *
 * @param initials at most two letters
 * @param rep whether they have leads of their own
 * @param policy whether they may see how leads are routed
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
        String initials,
        boolean rep,
        boolean policy,
        boolean monitoring,
        boolean connections,
        boolean audit,
        boolean settings,
        boolean demo,
        boolean samples,
        boolean closed) {}
