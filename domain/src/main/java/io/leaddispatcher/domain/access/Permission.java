package io.leaddispatcher.domain.access;

/** A right that a use case asks for before it does anything. */
public enum Permission {
    /** Reps, teams, pools, policies and the like. */
    VIEW_CONFIGURATION,
    /** Analyse and simulate drafts, and preview what is not sent. */
    TRY_DRAFTS,
    /** Change reps, teams, pools, policies and the like. */
    CONFIGURE,
    VIEW_CONNECTIONS,
    /** Change connections, but for their secrets. */
    CONNECT,
    /** Put in, replace and take away the secrets of connections. */
    KEEP_SECRETS,
    /** Every lead of the workspace. */
    VIEW_LEADS,
    /** The leads assigned to oneself and the queues of one's teams. */
    VIEW_OWN_LEADS,
    /** Put leads in. */
    SUBMIT_LEADS,
    /** Act on any lead. */
    WORK_LEADS,
    /** Act on the leads of the teams that one manages or is in. */
    WORK_TEAM_LEADS,
    WORK_OWN_LEADS,
    /** Say when one takes new leads oneself. */
    MANAGE_OWN_AVAILABILITY,
    /** Have a lead routed again while it is locked. */
    OVERRIDE_LOCKS,
    /** Who did what. */
    VIEW_AUDIT,
    /** Members, tokens, and what is sensitive. */
    ADMINISTER,
    /** Ownership and deletion of the workspace. */
    OWN
}
