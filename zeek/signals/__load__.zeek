##! Turns protocols into evidence and judges nothing.

