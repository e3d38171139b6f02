package org.fedmas.inputs;

/** What is being done with a source. */
public enum FetchStep {
  /** Its bytes come. */
  DOWNLOAD,
  /** It is compared with what is known about it. */
  CHECK,
  /** Its archive is unpacked. */
  UNPACK
}
