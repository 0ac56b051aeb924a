package io.leaddispatcher.benchmarks;

/** Something that finds the first rule that matches a lead. */
interface Engine {

    /** No rule matches. */
    int NONE = -1;

    /** The place of the rule, from 0. */
    int first(int lead);
}
