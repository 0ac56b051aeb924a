@NullMarked
package io.leaddispatcher.application.crm;

import org.jspecify.annotations.NullMarked;
