package io.leaddispatcher.benchmarks;

/** What is compared, and how long each is warmed up before it is measured. */
enum Engines {
    /** The match itself, of leads that were looked at before. */
    MATCH("compiled: match", 5, 2),
    /** A lead looked at and matched. */
    READ_AND_MATCH("compiled: read the lead and match", 5, 2),
    /** Match, candidates of a pool of 50, availability, strategy, explanation. */
    DECISION("a whole decision", 8, 3),
    /** A loop over the rules in plain Java, written for these very rules. */
    LOOP("naive: hand-written loop", 5, 2),
    /** The conditions of the policy, rule by rule. */
    CONDITIONS("naive: conditions one by one", 5, 2),
    DROOLS("Drools 10.2", 15, 5),
    CAMUNDA("Camunda DMN 7.24, hit policy FIRST", 10, 3);

    private final String label;
    private final int warmups;
    private final int seconds;

    Engines(String label, int warmups, int seconds) {
        this.label = label;
        this.warmups = warmups;
        this.seconds = seconds;
    }

    String label() {
        return label;
    }

    int warmups() {
        return warmups;
    }

    /** Of one round of warming up or measuring. */
    int seconds() {
        return seconds;
    }

    /** By how many leads it is checked: one takes Camunda up to a second. */
    int checked() {
        return this == CAMUNDA ? 32 : Workload.LEADS;
    }

    Engine of(Workload workload) {
        return switch (this) {
            case MATCH -> CompiledEngine.matching(workload);
            case READ_AND_MATCH -> CompiledEngine.reading(workload);
            case DECISION -> new DecisionEngine(workload);
            case LOOP -> new LoopEngine(workload);
            case CONDITIONS -> new ConditionsEngine(workload);
            case DROOLS -> new DroolsEngine(workload);
            case CAMUNDA -> new CamundaEngine(workload);
        };
    }
}
