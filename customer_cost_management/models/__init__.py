# platform
from . import customer_cost_clock
from . import customer_cost_root_company
from . import customer_cost_delegation
from . import customer_cost_organisation
from . import customer_cost_approval
from . import customer_cost_approval_decision
from . import customer_cost_approval_kind
from . import customer_cost_approval_sync
from . import customer_cost_approval_mixin
from . import customer_cost_approval_way
from . import customer_cost_approval_automatic
from . import customer_cost_approval_people
from . import customer_cost_approval_undo
from . import customer_cost_approval_strip

# masters
from . import customer_cost_import
from . import customer_cost_customer_entry
from . import customer_cost_master
from . import customer_cost_validity
from . import customer_cost_draft
from . import customer_cost_item_rule
from . import customer_cost_account_role
from . import customer_cost_account_role_figures
from . import customer_cost_account_role_proposal
from . import customer_cost_category
from . import customer_cost_category_nature
from . import customer_cost_item
from . import customer_cost_driver
from . import customer_cost_activity
from . import customer_cost_time_term
from . import customer_cost_pool
from . import customer_cost_pool_rule
from . import customer_cost_share
from . import customer_cost_attribution_rule
from . import customer_cost_tier
from . import customer_cost_defaults
from . import customer_cost_programme
from . import customer_cost_deduction_rate

# run
from . import customer_cost_run
from . import customer_cost_frozen
from . import customer_cost_run_model
from . import customer_cost_run_usage
from . import customer_cost_run_guard
from . import customer_cost_run_states
from . import customer_cost_run_close
from . import customer_cost_run_queue

# capture
from . import customer_cost_capture
from . import customer_cost_invoice_cost
from . import customer_cost_invoiced_goods
from . import customer_cost_run_items
from . import customer_cost_run_check
from . import customer_cost_run_capture
from . import customer_cost_run_documents
from . import customer_cost_run_rules
from . import customer_cost_run_offers
from . import customer_cost_run_goods
from . import customer_cost_run_periodic
from . import customer_cost_unassigned
from . import customer_cost_assignment

from . import customer_cost_memo
from . import customer_cost_memo_states

# measure
from . import customer_cost_driver_volume
from . import customer_cost_run_measure
from . import customer_cost_run_measure_scope
from . import customer_cost_run_measure_ledger
from . import customer_cost_run_measure_events
from . import customer_cost_run_volume_records
from . import customer_cost_run_driver_check

# allocate
from . import customer_cost_run_node
from . import customer_cost_run_allocate

# profit
from . import customer_cost_earning
from . import customer_cost_listed_customers
from . import customer_profitability_figures
from . import customer_profitability
from . import customer_profitability_window
from . import customer_profitability_year
from . import customer_cost_run_notes
from . import customer_profitability_sums
from . import customer_profitability_proof
from . import customer_cost_rollup
from . import customer_cost_allocation
from . import customer_cost_reconciliation_line
from . import customer_cost_run_profit
from . import customer_cost_run_store
from . import customer_cost_run_compute
from . import customer_cost_run_without_customer
from . import customer_cost_run_publication
from . import customer_cost_run_reprice
from . import customer_cost_change
from . import customer_cost_run_changes
from . import customer_cost_run_merge
from . import customer_cost_run_year
from . import customer_cost_run_corrections
from . import customer_cost_run_correction_changes
from . import customer_cost_run_analytic
from . import customer_cost_run_analytic_removal
from . import customer_cost_run_differences

# value
from . import customer_value
from . import customer_value_worth
from . import customer_value_store
from . import customer_value_evidence
from . import customer_value_refresh
from . import customer_value_words
from . import customer_value_override
from . import customer_value_card
from . import customer_value_links
from . import customer_cost_action
from . import customer_cost_action_measure
from . import customer_cost_action_words
from . import customer_cost_action_figures
from . import customer_cost_action_guard
from . import customer_cost_action_states
from . import customer_cost_action_pages
from . import customer_cost_context

# budget
from . import customer_cost_budget
from . import customer_cost_budget_line
from . import customer_cost_budget_goal
from . import customer_cost_budget_line_match
from . import customer_cost_budget_line_figures
from . import customer_cost_budget_line_guard
from . import customer_cost_budget_tally
from . import customer_cost_budget_states
from . import customer_cost_budget_authority
from . import customer_cost_budget_approval
from . import customer_cost_budget_alerts
from . import customer_cost_commitment
from . import customer_cost_commitment_post
from . import customer_cost_commitment_life
from . import customer_cost_commitment_check
from . import customer_cost_commitment_booked
from . import customer_cost_budget_transfer
from . import customer_cost_budget_transfer_guard
from . import customer_cost_budget_transfer_states
from . import customer_cost_budget_transfer_approval
from . import customer_cost_budget_figures
from . import customer_cost_budget_links
from . import customer_cost_budget_strip
from . import customer_cost_budget_analysis
from . import customer_cost_budget_course
from . import customer_cost_budget_left
from . import customer_cost_deductibility
from . import customer_cost_deductibility_accepted

# policy
from . import customer_cost_policy
from . import customer_cost_policy_rule
from . import customer_cost_policy_version
from . import customer_cost_policy_limit
from . import customer_cost_policy_try
from . import customer_cost_policy_defaults
from . import customer_cost_default_names
from . import ir_module_module
from . import customer_cost_approval_rule
from . import customer_cost_approval_rule_seeds
from . import customer_cost_spending
from . import customer_cost_spending_words
from . import customer_cost_fapiao
from . import customer_cost_fapiao_fields
from . import customer_cost_fapiao_document
from . import customer_cost_fapiao_spending

# request
from . import customer_cost_budgeted
from . import customer_cost_request
from . import customer_cost_request_cost
from . import customer_cost_request_customer
from . import customer_profitability_requests
from . import customer_cost_attendee
from . import customer_cost_request_states
from . import customer_cost_request_guard
from . import customer_cost_request_approval
from . import customer_cost_approval_owner
from . import customer_cost_request_day
from . import customer_cost_request_entry
from . import customer_cost_request_strip
from . import res_users_request
from . import customer_cost_request_outcome
from . import customer_cost_request_budget
from . import customer_cost_request_left
from . import customer_value_spending
from . import customer_cost_request_booked
from . import customer_cost_request_analysis
from . import customer_cost_request_clock
from . import customer_cost_request_timeline
from . import customer_cost_gift_purchase
from . import customer_cost_gift_purchase_items
from . import customer_cost_gift_issue
from . import customer_cost_gift_issue_judge
from . import customer_cost_gift_issue_states
from . import customer_cost_gift_issue_ask
from . import customer_cost_programme_spent

# expense
from . import customer_cost_bill
from . import customer_cost_spending_bills
from . import customer_cost_spending_customers
from . import customer_cost_exception
from . import customer_cost_exception_team
from . import customer_cost_exception_documents
from . import customer_cost_anonymise

# check of the model, over all rooms
from . import customer_cost_model_check
from . import customer_cost_model_check_validity
from . import customer_cost_model_check_figures
from . import customer_cost_run_model_check
from . import customer_cost_run_steps
from . import customer_cost_run_failure
from . import customer_cost_run_progress
from . import customer_cost_run_automatic

# what the screens of the masters show
from . import customer_cost_run_preview
from . import customer_cost_item_rule_preview
from . import customer_cost_pool_preview
from . import customer_cost_driver_rights
from . import customer_cost_driver_preview
from . import customer_cost_activity_preview
from . import customer_cost_pool_figures
from . import customer_cost_activity_figures
from . import customer_cost_driver_figures
from . import customer_cost_category_figures
from . import customer_cost_master_problem

# what the screens of the results show and open
from . import customer_profitability_help
from . import customer_profitability_statement
from . import customer_profitability_activities
from . import customer_profitability_entries
from . import customer_profitability_links
from . import customer_cost_allocation_links
from . import customer_cost_capture_links
from . import customer_cost_run_node_links
from . import customer_cost_run_flows
from . import customer_cost_run_volumes
from . import customer_cost_run_links
from . import customer_cost_run_reconciliation_details
from . import customer_cost_run_reconciliation_matrix
from . import customer_cost_run_reconciliation
from . import customer_cost_run_evidence
from . import customer_cost_run_purge
from . import customer_cost_capture_correction
from . import customer_cost_run_gifts
from . import customer_profitability_memo
from . import customer_cost_run_group
from . import customer_cost_run_figures
from . import customer_cost_run_stale
from . import customer_profitability_words
from . import customer_profitability_comparison
from . import customer_profitability_peers
from . import customer_profitability_change
from . import customer_profitability_waterfall
from . import customer_profitability_beside
from . import customer_profitability_loaded
from . import customer_cost_run_ways
from . import customer_cost_run_comparison
from . import customer_cost_trace
from . import customer_cost_trace_sources

# simulations, over all rooms
from . import customer_cost_simulation
from . import customer_cost_simulation_change
from . import customer_cost_simulation_start
from . import customer_cost_simulation_base
from . import customer_cost_simulation_compute
from . import customer_cost_simulation_store
from . import customer_cost_simulation_run
from . import customer_cost_simulation_customer
from . import customer_cost_simulation_page
from . import customer_cost_simulation_controls
from . import customer_cost_simulation_unkept

# profit of any period, over all rooms
from . import customer_profitability_period
from . import customer_profitability_group
from . import customer_profitability_underserved
from . import customer_profitability_period_runs
from . import customer_profitability_period_choices
from . import customer_profitability_period_page
from . import customer_profitability_period_statement
from . import customer_profitability_period_loaded
from . import customer_profitability_period_columns
from . import customer_profitability_period_facts
from . import customer_profitability_notes
from . import customer_profitability_origin
from . import customer_profitability_whale
from . import customer_profitability_simulated
from . import customer_profitability_whale_simulation
from . import customer_profitability_quadrant
from . import customer_profitability_quadrant_simulation
from . import customer_profitability_export
from . import customer_cost_allocation_period
from . import customer_profitability_simulate
from . import customer_profitability_life
from . import customer_cost_action_origins

# the first model, and what comes of it
from . import customer_cost_setup
from . import customer_cost_setup_books
from . import customer_cost_setup_capture
from . import customer_cost_setup_drivers
from . import customer_cost_setup_changes
from . import customer_cost_setup_page
from . import customer_cost_setup_lights
from . import customer_cost_setup_create
from . import customer_cost_setup_runs
from . import customer_cost_overview
from . import customer_cost_overview_sentences
from . import customer_cost_overview_tips
from . import customer_cost_overview_share
from . import customer_cost_overview_concentration

# doors to Odoo
from . import account_analytic_line
from . import account_move_line
from . import account_move_line_posted
from . import account_move
from . import account_move_budget
from . import account_move_line_request
from . import account_move_line_request_budget
from . import account_move_trace
from . import account_move_private_part
from . import account_move_spending
from . import account_move_case
from . import account_move_gate
from . import account_move_spread
from . import account_move_banner
from . import account_move_gift_reminder
from . import account_move_findings
from . import account_move_fapiao
from . import account_tax
from . import hr_expense
from . import hr_expense_request
from . import hr_expense_spread
from . import hr_expense_gate
from . import hr_expense_posting
from . import hr_expense_approval
from . import hr_expense_fapiao
from . import hr_expense_budget
from . import hr_expense_programme
from . import hr_expense_fapiao_late
from . import hr_expense_tiers
from . import customer_cost_card
from . import customer_cost_card_documents
from . import customer_cost_request_advance
from . import res_partner
from . import res_partner_value
from . import res_partner_budget
from . import res_partner_request
from . import res_partner_tender
from . import res_partner_action
from . import res_company
from . import res_company_runs
from . import res_company_analytic
from . import res_config_settings
from . import res_company_request
from . import res_users
from . import dimension_guard

# demo data
from . import customer_cost_demo
