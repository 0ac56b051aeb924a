package io.leaddispatcher.application.routing;

/**
 * Why a lead is taken from whoever has it.
 *
 * @param reason kept with the assignment that ends
 * @param told to the rep who loses it, by channels to which no sensitive word may go
 */
record Parting(String reason, String told) {

    /** Where nothing speaks against telling the reason. */
    static Parting because(String reason) {
        return new Parting(reason, reason);
    }
}
