# @TEST-DOC: The TFTP layer alone logs a transfer whole, and judges nothing.
# @TEST-EXEC: zeek -r $PCAPS/demo.pcap %INPUT
# @TEST-EXEC: $SCRIPTS/columns op file_name mode kind version size blksize status sha256 <bootwarden_tftp.log >output
# @TEST-EXEC: test ! -e bootwarden.log
# @TEST-EXEC: test ! -e reporter.log
# @TEST-EXEC: btest-diff output

@load bootwarden/tftp
