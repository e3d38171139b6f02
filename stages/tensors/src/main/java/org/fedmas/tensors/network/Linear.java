package org.fedmas.tensors.network;

/** A linear layer with bias. */
record Linear(String name, int inputs, int outputs) {

  void declare(LayoutBuilder layout) {
    layout.weight(name, outputs, inputs);
    layout.bias(name, outputs);
  }
}
