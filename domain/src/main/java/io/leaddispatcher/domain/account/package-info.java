/** Accounts known from the CRM, and matching a lead to one. */
@NullMarked
package io.leaddispatcher.domain.account;

import org.jspecify.annotations.NullMarked;
